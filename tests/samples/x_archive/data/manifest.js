window.__THAR_CONFIG = {
 "archiveInfo": {
  "isPartialArchive": false
 },
 "dataTypes": {
  "tweets": {
   "files": [
    {
     "fileName": "data/tweets.js",
     "globalName": "YTD.tweets.part0",
     "count": "5"
    },
    {
     "fileName": "data/tweets-part1.js"
    },
    {
     "fileName": "data/tweets-part2.js"
    }
   ]
  }
 }
}