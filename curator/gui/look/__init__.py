"""The look: colours, type, sizes, icons, and text made safe to paint."""
