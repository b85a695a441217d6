Grailbird.data.tweets_2013_01 = 
 [
 {
  "source": "web",
  "entities": {
   "user_mentions": [
    {
     "name": "Ben",
     "screen_name": "benroof",
     "indices": [
      3,
      11
     ],
     "id_str": "902",
     "id": 902
    }
   ],
   "media": [],
   "hashtags": [],
   "urls": []
  },
  "geo": {},
  "id_str": "294041312000000005",
  "text": "RT @benroof: Bring soup &amp; bread, whoever comes to the roof tonight, and a li ...",
  "id": 294041312000000005,
  "created_at": "2013-01-23 11:07:49 +0000",
  "user": {
   "name": "Inés O. & Co",
   "screen_name": "inesowl",
   "protected": false,
   "id_str": "901",
   "id": 901,
   "profile_image_url_https": "https://pbs.twimg.com/profile_images/901/inesowl_normal.jpeg",
   "verified": false
  },
  "retweeted_status": {
   "source": "web",
   "entities": {
    "user_mentions": [],
    "media": [],
    "hashtags": [
     {
      "text": "owlchat",
      "indices": [
       72,
       80
      ]
     }
    ],
    "urls": [
     {
      "indices": [
       81,
       103
      ],
      "url": "http://t.co/Soup000001",
      "expanded_url": "http://example.org/soup",
      "display_url": "example.org/soup"
     }
    ]
   },
   "geo": {},
   "id_str": "294000000000000001",
   "text": "Bring soup &amp; bread, whoever comes to the roof tonight, and a light. #owlchat http://t.co/Soup000001",
   "id": 294000000000000001,
   "created_at": "2013-01-23 11:00:00 +0000",
   "user": {
    "name": "Ben",
    "screen_name": "benroof",
    "protected": false,
    "id_str": "902",
    "id": 902,
    "profile_image_url_https": "https://pbs.twimg.com/profile_images/902/benroof_normal.jpeg",
    "verified": false
   }
  }
 },
 {
  "source": "web",
  "entities": {
   "user_mentions": [
    {
     "name": "Ben",
     "screen_name": "benroof",
     "indices": [
      0,
      8
     ],
     "id_str": "902",
     "id": 902
    }
   ],
   "media": [],
   "hashtags": [
    {
     "text": "owlchat",
     "indices": [
      26,
      34
     ]
    }
   ],
   "urls": []
  },
  "geo": {},
  "id_str": "294041312000000003",
  "text": "@benroof Owls &lt;3 roofs 🦉 #owlchat",
  "id": 294041312000000003,
  "created_at": "2013-01-23 11:05:01 +0000",
  "user": {
   "name": "Inés O. & Co",
   "screen_name": "inesowl",
   "protected": false,
   "id_str": "901",
   "id": 901,
   "profile_image_url_https": "https://pbs.twimg.com/profile_images/901/inesowl_normal.jpeg",
   "verified": false
  },
  "in_reply_to_user_id": 902,
  "in_reply_to_user_id_str": "902",
  "in_reply_to_screen_name": "benroof",
  "in_reply_to_status_id": 294000000000000001,
  "in_reply_to_status_id_str": "294000000000000001"
 }
]
