"""What the tests share: a private MariaDB server, an environment of their own, the command as a process."""
