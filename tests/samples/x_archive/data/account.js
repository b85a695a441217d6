window.YTD.account.part0 = [
  {
    "account": {
      "email": "nobody@example.org",
      "username": "ines_reads",
      "accountId": "901",
      "accountDisplayName": "Inês 📚"
    }
  }
]
