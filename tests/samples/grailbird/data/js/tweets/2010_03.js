Grailbird.data.tweets_2010_03 = 
 [
 {
  "source": "web",
  "entities": {
   "user_mentions": [],
   "media": [],
   "hashtags": [],
   "urls": []
  },
  "geo": {},
  "id_str": "10900000002",
  "text": "An owl on the roof opposite. Does anyone know them?",
  "id": 10900000002,
  "created_at": "2010-03-02 00:00:00 +0000",
  "user": {
   "name": "Inés O. & Co",
   "screen_name": "inesowl",
   "protected": false,
   "id_str": "901",
   "id": 901,
   "profile_image_url_https": "https://pbs.twimg.com/profile_images/901/inesowl_normal.jpeg",
   "verified": false
  }
 }
]
