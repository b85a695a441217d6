"""What logs of IRC are read with: what people do, told from what the program says of them."""
