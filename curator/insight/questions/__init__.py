"""Questions of a chat: who asks them, and which post answers which."""
