package org.shuyuan.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The PostgreSQL of a platform whose services run apart, from {@code SHUYUAN_SQL_…}.
 *
 * @param url JDBC address
 * @param user who owns the platform's tables
 * @param password the user's
 */
record OutsideDatabase(String url, String user, String password) {

	static OutsideDatabase of(Map<String, String> environment) {
		List<String> missing = new ArrayList<>();
		OutsideDatabase database = new OutsideDatabase(Identity.required(environment, "SHUYUAN_SQL_URL", missing),
				Identity.required(environment, "SHUYUAN_SQL_USER", missing),
				Identity.required(environment, "SHUYUAN_SQL_PASSWORD", missing));
		if (!missing.isEmpty()) {
			throw new SettingWrong("%s missing: accounts are kept in the platform's PostgreSQL, such as "
				.formatted(String.join(", ", missing)) + "jdbc:postgresql://db.example.cn/shuyuan");
		}
		if (!database.url.startsWith("jdbc:postgresql://")) {
			throw new SettingWrong(
					"SHUYUAN_SQL_URL is '%s'; an address such as jdbc:postgresql://db.example.cn/shuyuan is expected"
						.formatted(database.url.replaceAll("password=[^&]*", "password=…")));
		}
		return database;
	}

	/** The password stays out of messages. */
	@Override
	public String toString() {
		return "OutsideDatabase[" + this.url + "]";
	}

}
