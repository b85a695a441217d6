var payload_details = {
 "tweets": 5,
 "created_at": "Fri Sep 02 01:18:03 +0000 2016",
 "lang": "en"
}
