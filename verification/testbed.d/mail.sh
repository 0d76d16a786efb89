# A mail server that takes every mail and keeps it as a file, for whoever registers: nothing
# leaves the machine.

fetch() {
  command -v python3 > /dev/null || unavailable "python3 is missing (Debian: apt-get install python3)"
}

start() {
  mkdir -p "$home/mails"
  launch python3 "$root/verification/testbed.d/mail.py" "$(port)" "$home/mails"
}

healthy() {
  alive && (exec 3<> "/dev/tcp/127.0.0.1/$(port)") 2> /dev/null
}

settings() {
  echo "SHUYUAN_SMTP_HOST=127.0.0.1"
  echo "SHUYUAN_SMTP_PORT=$(port)"
  echo "SHUYUAN_SMTP_SECURITY=none"
  echo "SHUYUAN_MAILS=$home/mails"
}
