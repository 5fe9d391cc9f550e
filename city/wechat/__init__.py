"""微信: who is who there, what they have granted, and the platform's own protocol."""
