"""What WhatsApp's chats are written with: the stamps and the set phrases of every language."""
