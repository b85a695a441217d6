var user_details =  {
  "screen_name": "inesowl",
  "location": "",
  "full_name": "Inés O. & Co",
  "bio": "Owls.",
  "id": "901",
  "created_at": "2007-04-11 19:13:11 +0000"
}
