window.YTD.tweets.part0 = [
  {
    "tweet": {
      "created_at": "Fri Jul 14 02:40:00 +0000 2017",
      "id": "885690310456246273",
      "id_str": "885690310456246273",
      "full_text": "Maps &amp; owls tonight #owlchat https://t.co/picture001",
      "truncated": false,
      "entities": {
        "hashtags": [
          {
            "text": "owlchat",
            "indices": [
              "24",
              "32"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [],
        "urls": [],
        "media": [
          {
            "url": "https://t.co/picture001",
            "media_url_https": "https://pbs.twimg.com/media/Owl001.png",
            "media_url": "http://pbs.twimg.com/media/Owl001.png",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "640",
                "h": "480"
              }
            },
            "expanded_url": "https://twitter.com/ines_reads/status/885690310456246273/photo/1",
            "indices": [
              "33",
              "56"
            ]
          }
        ]
      },
      "is_quote_status": false,
      "retweet_count": "2",
      "favorite_count": "5",
      "lang": "en",
      "extended_entities": {
        "media": [
          {
            "url": "https://t.co/picture001",
            "media_url_https": "https://pbs.twimg.com/media/Owl001.png",
            "media_url": "http://pbs.twimg.com/media/Owl001.png",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "640",
                "h": "480"
              }
            },
            "expanded_url": "https://twitter.com/ines_reads/status/885690310456246273/photo/1",
            "indices": [
              "33",
              "56"
            ]
          }
        ]
      },
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "885690310456246273"
          ],
          "isEditEligible": false
        }
      }
    }
  },
  {
    "tweet": {
      "created_at": "Fri Jul 14 02:41:00 +0000 2017",
      "id": "885690562114486273",
      "id_str": "885690562114486273",
      "full_text": "RT @shy_owl: Tonight #owlchat is about maps. Bring paper, bring pencils, bring the cat if it must be so &amp; do tell whoever may be listening…",
      "truncated": false,
      "entities": {
        "hashtags": [
          {
            "text": "owlchat",
            "indices": [
              "21",
              "29"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [
          {
            "screen_name": "shy_owl",
            "name": "shy_owl",
            "id": "1",
            "id_str": "1",
            "indices": [
              "3",
              "11"
            ]
          }
        ],
        "urls": []
      },
      "is_quote_status": false,
      "retweet_count": "0",
      "favorite_count": "0",
      "lang": "en",
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "885690562114486273"
          ],
          "isEditEligible": false
        }
      }
    }
  },
  {
    "tweet": {
      "created_at": "Fri Jul 14 02:42:00 +0000 2017",
      "id": "885690813772726273",
      "id_str": "885690813772726273",
      "full_text": "@tom_o_bedlam north is where the biscuits are",
      "truncated": false,
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "screen_name": "tom_o_bedlam",
            "name": "tom_o_bedlam",
            "id": "1",
            "id_str": "1",
            "indices": [
              "0",
              "13"
            ]
          }
        ],
        "urls": []
      },
      "in_reply_to_status_id_str": "885690729886646273",
      "in_reply_to_screen_name": "tom_o_bedlam",
      "is_quote_status": false,
      "retweet_count": "0",
      "favorite_count": "3",
      "lang": "en",
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "885690813772726273"
          ],
          "isEditEligible": false
        }
      }
    }
  },
  {
    "tweet": {
      "created_at": "Fri Jul 14 02:43:20 +0000 2017",
      "id": "885691149317046273",
      "id_str": "885691149317046273",
      "full_text": "A2: we drew a dragn",
      "truncated": false,
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "is_quote_status": false,
      "retweet_count": "2",
      "favorite_count": "5",
      "lang": "en",
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "885691149317046273",
            "885691400975286273"
          ],
          "isEditEligible": true
        }
      }
    }
  },
  {
    "tweet": {
      "created_at": "Fri Jul 14 02:44:20 +0000 2017",
      "id": "885691400975286273",
      "id_str": "885691400975286273",
      "full_text": "A2: we drew a dragon",
      "truncated": false,
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "is_quote_status": false,
      "retweet_count": "2",
      "favorite_count": "5",
      "lang": "en",
      "edit_info": {
        "edit": {
          "initialTweetId": "885691149317046273",
          "editControlInitial": {
            "editTweetIds": [
              "885691149317046273",
              "885691400975286273"
            ]
          }
        }
      }
    }
  }
]
