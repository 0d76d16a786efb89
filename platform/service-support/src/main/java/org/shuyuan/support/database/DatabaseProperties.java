package org.shuyuan.support.database;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the database is, from the environment's {@code SHUYUAN_SQL_…}.
 *
 * @param url JDBC address of a PostgreSQL database
 * @param user who owns the platform's tables there
 * @param password the user's; instead of it a file may be named
 * @param passwordFile file that holds the password
 */
@ConfigurationProperties("shuyuan.sql")
public record DatabaseProperties(@Nullable String url, @Nullable String user, @Nullable String password,
		@Nullable Path passwordFile) {

	@Override
	public String toString() {
		return "DatabaseProperties[url=%s, user=%s]"
			.formatted((this.url != null) ? ExternalDatabase.told(this.url) : "", this.user);
	}

}
