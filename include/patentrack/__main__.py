from patentrack.cli import main

main()
