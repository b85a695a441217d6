"""The rough cut: selection and order of posts, headings, and reasons."""
