window.YTD.tweets.part1 = [
  {
    "tweet": {
      "created_at": "Fri Jul 14 02:45:00 +0000 2017",
      "id": "885691568747446273",
      "id_str": "885691568747446273",
      "full_text": "A3: The long answer begins with the atlas of 1911, which nobody dusted &amp; everybody feared, and it ends with a #dragon that… https://t.co/self000300",
      "truncated": false,
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/self000300",
            "expanded_url": "https://twitter.com/i/web/status/885691568747446273",
            "display_url": "twitter.com/i/web/status/…",
            "indices": [
              "128",
              "151"
            ]
          }
        ]
      },
      "is_quote_status": false,
      "retweet_count": "2",
      "favorite_count": "5",
      "lang": "en",
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "885691568747446273"
          ],
          "isEditEligible": false
        }
      }
    }
  }
]
