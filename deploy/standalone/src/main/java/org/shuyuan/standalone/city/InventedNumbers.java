package org.shuyuan.standalone.city;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

import org.shuyuan.vocab.identifier.AgencyId;

/**
 * Invented numbers with check characters as the standards have them. No city of Hebei has
 * the number 34, so no resident's number belongs to a real person; nor do credit codes of
 * area 9901.
 */
final class InventedNumbers {

	private static final String CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";

	private static final int[] WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

	private InventedNumbers() {
	}

	/** A resident ID number of form and check character of GB 11643. */
	static String residentId(RandomGenerator random) {
		LocalDate born = LocalDate.of(1945, 1, 1).plusDays(random.nextInt(27_000));
		String body = "13340" + (2 + random.nextInt(5)) + born.format(DateTimeFormatter.BASIC_ISO_DATE)
				+ "%03d".formatted(random.nextInt(1000));
		int sum = 0;
		for (int i = 0; i < 17; i++) {
			sum += (body.charAt(i) - '0') * WEIGHTS[i];
		}
		return body + "10X98765432".charAt(sum % 11);
	}

	static String mobile(RandomGenerator random) {
		return "199" + "%08d".formatted(random.nextInt(100_000_000));
	}

	static String landline(RandomGenerator random) {
		return "0990-%07d".formatted(2_000_000 + random.nextInt(6_000_000));
	}

	static String creditCode(RandomGenerator random) {
		StringBuilder body = new StringBuilder("9199010").append(2 + random.nextInt(5));
		while (body.length() < 17) {
			body.append(CREDIT.charAt(random.nextInt(CREDIT.length())));
		}
		return AgencyId.ofBody(body.toString()).value();
	}

}
