package org.shuyuan.catalogue.text;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EditDistanceTests {

	@Test
	void countsEachSlipOnce() {
		assertThat(EditDistance.between("hosptial", "hospital")).isEqualTo(1);
		assertThat(EditDistance.between("libary", "library")).isEqualTo(1);
		assertThat(EditDistance.between("librrary", "library")).isEqualTo(1);
		assertThat(EditDistance.between("librery", "library")).isEqualTo(1);
		assertThat(EditDistance.between("library", "library")).isZero();
	}

	@Test
	void takesTheNearestOfWordsThatAreNear() {
		List<String> words = List.of("school", "schools", "hospital", "bus");
		assertThat(EditDistance.nearest("shcool", words)).contains("school");
		assertThat(EditDistance.nearest("school", words)).contains("schools");
		assertThat(EditDistance.nearest("bux", words)).isEmpty();
		assertThat(EditDistance.nearest("x".repeat(5000), words)).isEmpty();
		assertThat(EditDistance.nearest("station", words)).isEmpty();
	}

}
