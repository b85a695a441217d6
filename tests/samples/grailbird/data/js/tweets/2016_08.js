Grailbird.data.tweets_2016_08 = 
 [
 {
  "created_at": "Wed Aug 24 20:15:00 +0000 2016",
  "id": 768540000000000000,
  "id_str": "768540000000000002",
  "text": "The last owl has flown. Thank you all! #owlchat https://t.co/Owl0000001",
  "truncated": false,
  "lang": "en",
  "retweet_count": 2,
  "favorite_count": 5,
  "user": {
   "name": "Inés O. & Co",
   "screen_name": "inesowl",
   "protected": false,
   "id_str": "901",
   "id": 901,
   "profile_image_url_https": "https://pbs.twimg.com/profile_images/901/inesowl_normal.jpeg",
   "verified": false
  },
  "entities": {
   "hashtags": [
    {
     "text": "owlchat",
     "indices": [
      39,
      47
     ]
    }
   ],
   "user_mentions": [],
   "urls": [],
   "media": [
    {
     "type": "photo",
     "indices": [
      48,
      71
     ],
     "url": "https://t.co/Owl0000001",
     "media_url": "http://pbs.twimg.com/media/Owl001.jpg",
     "media_url_https": "https://pbs.twimg.com/media/Owl001.jpg",
     "expanded_url": "https://twitter.com/inesowl/status/768540000000000002/photo/1",
     "display_url": "pic.twitter.com/Owl0000001"
    }
   ]
  }
 }
]
