package org.shuyuan.gateway.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

import org.shuyuan.observability.PlatformProperties;

import org.springframework.util.unit.DataSize;

/** Tables in a folder of a test's own. */
public final class TestTables {

	private TestTables() {
	}

	public static Tables in(Path folder) {
		return in(folder, DataSize.ofGigabytes(20));
	}

	static Tables in(Path folder, DataSize room) {
		try {
			return new Tables(new TableProperties(folder, room, DataSize.ofMegabytes(256), DataSize.ofGigabytes(4), 2,
					3, Duration.ofMinutes(1)), PlatformProperties.at("https://data.example.cn"));
		}
		catch (IOException | SQLException failure) {
			throw new IllegalStateException(failure);
		}
	}

}
