"""Who is out in the streets, when and where: rosters, attendance, tracks, roll-calls, choosing."""
