package org.shuyuan.identity.authorizationserver;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Access tokens that were revoked before they expired, by their ids ({@code jti}); they
 * survive a restart. A token without an id counts as revoked.
 */
@Repository
class RevokedTokens {

	private final JdbcClient sql;

	RevokedTokens(JdbcClient sql) {
		this.sql = sql;
	}

	@Transactional
	public void add(Jwt token) {
		this.sql.sql("delete from identity.revoked_token where expires < now() - interval '1 hour'").update();
		this.sql
			.sql("insert into identity.revoked_token (token, expires) values (:token, :expires) on conflict do nothing")
			.param("token", Objects.requireNonNullElse(token.getId(), ""))
			.param("expires", Timestamp.from(Objects.requireNonNullElse(token.getExpiresAt(), Instant.now())))
			.update();
	}

	boolean contains(Jwt token) {
		return token.getId() == null
				|| this.sql.sql("select exists (select from identity.revoked_token where token = :token)")
					.param("token", token.getId())
					.query(Boolean.class)
					.single();
	}

}
