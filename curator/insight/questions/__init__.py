"""Questions of a chat: who asks them, and which posts answer them."""
