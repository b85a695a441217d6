window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "885691564553142273",
      "createdAt": "2017-07-14T02:44:59.000Z",
      "core": {
        "text": "A3: The long answer begins with the atlas of 1911, which nobody dusted & everybody feared, and it ends with a #dragon that @shy_owl drew over Portugal: https://t.co/notelink01 — we kept it <3",
        "hashtags": [
          {
            "text": "dragon",
            "fromIndex": "110",
            "toIndex": "117"
          }
        ],
        "mentions": [
          {
            "screenName": "shy_owl",
            "fromIndex": "123",
            "toIndex": "131"
          }
        ],
        "urls": [
          {
            "shortUrl": "https://t.co/notelink01",
            "expandedUrl": "https://example.org/dragon",
            "displayUrl": "example.org/dragon",
            "fromIndex": "152",
            "toIndex": "175"
          }
        ],
        "cashtags": [],
        "styletags": []
      }
    }
  }
]
