package org.shuyuan.vocab.process;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkingDaysTests {

	private final WorkingDays days = WorkingDays.china();

	@Test
	void doesNotCountTheDayOfReceipt() {
		assertThat(this.days.plusWorkingDays(LocalDate.of(2026, 3, 2), 1)).isEqualTo(LocalDate.of(2026, 3, 3));
	}

	@Test
	void skipsHolidaysAndCountsMakeUpDays() {
		assertThat(this.days.plusWorkingDays(LocalDate.of(2026, 2, 13), 1)).isEqualTo(LocalDate.of(2026, 2, 14));
		assertThat(this.days.plusWorkingDays(LocalDate.of(2026, 2, 14), 1)).isEqualTo(LocalDate.of(2026, 2, 24));
		assertThat(this.days.plusWorkingDays(LocalDate.of(2025, 9, 30), 10)).isEqualTo(LocalDate.of(2025, 10, 21));
	}

	@Test
	void tellsHowMuchIsLeftAndHowMuchIsOver() {
		LocalDate due = LocalDate.of(2026, 3, 6);
		assertThat(this.days.remaining(LocalDate.of(2026, 3, 2), due)).isEqualTo(4);
		assertThat(this.days.remaining(due, due)).isZero();
		assertThat(this.days.remaining(LocalDate.of(2026, 3, 9), due)).isEqualTo(-1);
	}

	@Test
	void countsWeekendsOnlyInAYearThatIsNotAnnounced() {
		assertThat(this.days.announced(2026)).isTrue();
		assertThat(this.days.announced(2031)).isFalse();
		assertThat(this.days.isWorkingDay(LocalDate.of(2031, 1, 1))).isTrue();
		assertThat(this.days.isWorkingDay(LocalDate.of(2031, 1, 4))).isFalse();
	}

	@Test
	void refusesANegativeTerm() {
		assertThatThrownBy(() -> this.days.plusWorkingDays(LocalDate.of(2026, 3, 2), -1))
			.isInstanceOf(IllegalArgumentException.class);
	}

}
