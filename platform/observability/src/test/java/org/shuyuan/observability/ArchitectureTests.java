package org.shuyuan.observability;

import java.time.ZoneId;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.shuyuan.testing.ArchitectureRules;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.observability");
	}

	@Test
	void aSettingInAParameterIsRefused() {
		JavaClasses types = new ClassFileImporter().importClasses(InjectedSetting.class);
		assertThat(SETTINGS_IN_RECORDS.evaluate(types).hasViolation()).isTrue();
	}

	@Test
	void aTimeZoneInCodeIsRefused() {
		JavaClasses types = new ClassFileImporter().importClasses(NamedZone.class);
		assertThat(TIME_ZONE_AS_SETTING.evaluate(types).hasViolation()).isTrue();
	}

	private record InjectedSetting(String text) {

		InjectedSetting(@Value("${shuyuan.base-uri}") String text, int unused) {
			this(text + unused);
		}

	}

	private static final class NamedZone {

		private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

		@Override
		public String toString() {
			return ZONE.getId();
		}

	}

}
