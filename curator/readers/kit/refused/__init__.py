"""Files that hold no posts: what they are, said in a sentence."""
