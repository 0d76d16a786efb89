# Sourced before Keycloak imports the platform's realm: from SHUYUAN_SMTP_…, as the embedded
# authorization server reads them, what the realm's file says of mails. Citizens register
# themselves where there is a server that takes mails, and nowhere else.
case "${SHUYUAN_SMTP_SECURITY:-starttls}" in
  starttls) SHUYUAN_KEYCLOAK_SMTP_STARTTLS=true SHUYUAN_KEYCLOAK_SMTP_TLS=false ;;
  tls) SHUYUAN_KEYCLOAK_SMTP_STARTTLS=false SHUYUAN_KEYCLOAK_SMTP_TLS=true ;;
  none) SHUYUAN_KEYCLOAK_SMTP_STARTTLS=false SHUYUAN_KEYCLOAK_SMTP_TLS=false ;;
  *)
    echo "SHUYUAN_SMTP_SECURITY is '$SHUYUAN_SMTP_SECURITY'; 'starttls', 'tls' or 'none' is expected" >&2
    exit 2
    ;;
esac
SHUYUAN_KEYCLOAK_REGISTRATION=false
[ -z "${SHUYUAN_SMTP_HOST:-}" ] || SHUYUAN_KEYCLOAK_REGISTRATION=true
SHUYUAN_KEYCLOAK_SMTP_AUTH=false
[ -z "${SHUYUAN_SMTP_USERNAME:-}" ] || SHUYUAN_KEYCLOAK_SMTP_AUTH=true
if [ -z "${SHUYUAN_SMTP_PASSWORD:-}" ] && [ -n "${SHUYUAN_SMTP_PASSWORD_FILE:-}" ]; then
  SHUYUAN_SMTP_PASSWORD=$(cat "$SHUYUAN_SMTP_PASSWORD_FILE") || exit 2
fi
case "${SHUYUAN_SMTP_PASSWORD:-}" in
  *[\"\\]*)
    echo "SHUYUAN_SMTP_PASSWORD holds a quotation mark or backslash, which the realm's file cannot take:" \
      "import without it and set it in Keycloak, or choose another" >&2
    exit 2
    ;;
esac
if [ -z "${SHUYUAN_SMTP_FROM:-}" ]; then
  SHUYUAN_SMTP_FROM=${SHUYUAN_BASE_URI#*://}
  SHUYUAN_SMTP_FROM=noreply@${SHUYUAN_SMTP_FROM%%[:/]*}
fi
# an empty value would be taken for one that was given
[ -n "${SHUYUAN_SMTP_PORT:-}" ] || SHUYUAN_SMTP_PORT=587
export SHUYUAN_SMTP_FROM SHUYUAN_SMTP_PORT SHUYUAN_SMTP_PASSWORD SHUYUAN_KEYCLOAK_REGISTRATION \
  SHUYUAN_KEYCLOAK_SMTP_AUTH SHUYUAN_KEYCLOAK_SMTP_STARTTLS SHUYUAN_KEYCLOAK_SMTP_TLS
