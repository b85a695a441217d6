var tweet_index = [
 {
  "file_name": "data/js/tweets/2016_09.js",
  "year": 2016,
  "var_name": "tweets_2016_09",
  "tweet_count": 1,
  "month": 9
 },
 {
  "file_name": "data/js/tweets/2016_08.js",
  "year": 2016,
  "var_name": "tweets_2016_08",
  "tweet_count": 1,
  "month": 8
 },
 {
  "file_name": "data/js/tweets/2013_01.js",
  "year": 2013,
  "var_name": "tweets_2013_01",
  "tweet_count": 1,
  "month": 1
 },
 {
  "file_name": "data/js/tweets/2010_03.js",
  "year": 2010,
  "var_name": "tweets_2010_03",
  "tweet_count": 1,
  "month": 3
 }
]
