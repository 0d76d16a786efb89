-- Grows whenever something is taken back; every instance looks at it.
create sequence gateway.revocation;
