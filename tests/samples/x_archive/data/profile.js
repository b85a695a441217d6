window.YTD.profile.part0 = [
  {
    "profile": {
      "description": {
        "bio": "Librarian",
        "website": "",
        "location": ""
      },
      "avatarMediaUrl": "https://pbs.twimg.com/profile_images/901/ines.png"
    }
  }
]
