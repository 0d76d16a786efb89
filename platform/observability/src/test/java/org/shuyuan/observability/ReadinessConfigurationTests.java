package org.shuyuan.observability;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class ReadinessConfigurationTests {

	private static PlatformProperties on(Path data) {
		return new PlatformProperties(URI.create("https://data.example.cn"), data, null, null, null, null,
				ZoneId.of("UTC"));
	}

	@Test
	void aFolderThatIsNotThereYetHasTheRoomOfItsDisk(@TempDir Path disk) {
		Path folder = disk.resolve("a/b");
		assertThat(new ReadinessConfiguration().diskSpaceHealthIndicator(on(folder)).health().getStatus())
			.isEqualTo(Status.UP);
		assertThat(ReadinessConfiguration.there(folder)).isEqualTo(disk);
		assertThat(ReadinessConfiguration.there(disk)).isEqualTo(disk);
	}

	/** What the kernel shows there has no room at all. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void isDownWithoutRoom() {
		assertThat(new ReadinessConfiguration().diskSpaceHealthIndicator(on(Path.of("/proc"))).health().getStatus())
			.isEqualTo(Status.DOWN);
	}

}
