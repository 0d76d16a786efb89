package org.shuyuan.gateway.negativelist;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * What makes a run of digits a number of a person. Digits come as ASCII bytes.
 */
final class PersonalNumbers {

	private static final int[] WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

	private static final byte[] CHECKS = { '1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2' };

	private static final boolean[] PROVINCES = new boolean[100];

	private static final int EARLIEST_BIRTH = 1880;

	static {
		for (int code : new int[] { 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
				50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83 }) {
			PROVINCES[code] = true;
		}
	}

	private PersonalNumbers() {
	}

	/**
	 * Whether 17 digits could begin a resident ID number: region and day of birth exist.
	 */
	static boolean looksLikeResident(byte[] digits) {
		return isRegion(digits) && isBirth(two(digits, 6) * 100 + two(digits, 8), two(digits, 10), two(digits, 12));
	}

	/**
	 * Whether 15 digits could be a number issued until 1999: without the century and
	 * without a check digit.
	 */
	static boolean isOldResident(byte[] digits) {
		return isRegion(digits) && isBirth(1900 + two(digits, 6), two(digits, 8), two(digits, 10));
	}

	/** Whether the digits begin with the code of a region. */
	static boolean isRegion(byte[] digits) {
		int province = two(digits, 0);
		return PROVINCES[province] && isCity(province, two(digits, 2));
	}

	private static boolean isBirth(int year, int month, int day) {
		return year >= EARLIEST_BIRTH && year <= LocalDate.now().getYear() && month >= 1 && month <= 12 && day >= 1
				&& day <= 31 && day <= YearMonth.of(year, month).lengthOfMonth();
	}

	/**
	 * GB/T 2260: municipalities number their districts and counties 01 to 03, provinces
	 * their cities, prefectures and leagues up to 53 (00 and 90: directly below the
	 * province). Codes given up long ago live on in the numbers of people.
	 */
	private static boolean isCity(int province, int city) {
		return switch (province) {
			case 11, 12, 31, 50 -> city <= 3;
			case 71, 81, 82, 83 -> true;
			default -> city <= 53 || city == 90;
		};
	}

	/** Whether 18 digits are what a spreadsheet leaves of a number: 15 and zeros. */
	static boolean endsInZeros(byte[] digits) {
		return digits[15] == '0' && digits[16] == '0' && digits[17] == '0';
	}

	/** The check digit of 15-digit business registrations (ISO/IEC 7064, MOD 11,10). */
	static boolean checksRegistration(byte[] digits) {
		int product = 10;
		for (int i = 0; i < 14; i++) {
			int sum = (product + digits[i] - '0') % 10;
			product = ((sum == 0) ? 10 : sum) * 2 % 11;
		}
		return (product + digits[14] - '0') % 10 == 1;
	}

	/** Whether the check character fits the 17 digits before it. */
	static boolean checksResident(byte[] digits, byte check) {
		int sum = 0;
		for (int i = 0; i < 17; i++) {
			sum += (digits[i] - '0') * WEIGHTS[i];
		}
		return CHECKS[sum % 11] == check;
	}

	/**
	 * How many digits precede the eleven of a mobile number: none, a trunk or the
	 * country's prefix; -1 where it is not one. Prefixes not yet allocated count too, so
	 * that none allocated later is missed.
	 */
	static int mobilePrefix(byte[] digits, int length) {
		int prefix = length - 11;
		boolean known = switch (prefix) {
			case 0 -> true;
			case 1 -> digits[0] == '0';
			case 2 -> digits[0] == '8' && digits[1] == '6';
			case 4 -> digits[0] == '0' && digits[1] == '0' && digits[2] == '8' && digits[3] == '6';
			default -> false;
		};
		return (known && digits[prefix] == '1' && digits[prefix + 1] >= '3') ? prefix : -1;
	}

	/**
	 * Issuers common in China: UnionPay, Visa, MasterCard, JCB, and the old domestic
	 * ranges.
	 */
	static boolean looksLikeCard(byte[] digits, int length) {
		if (length < 16 || length > 19) {
			return false;
		}
		int two = two(digits, 0);
		if (two == 62) {
			return true;
		}
		if (length == 16) {
			int four = two * 100 + two(digits, 2);
			return digits[0] == '4' || (two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)
					|| (four >= 3528 && four <= 3589);
		}
		int six = (two * 100 + two(digits, 2)) * 100 + two(digits, 4);
		return length == 19 && (six / 10 == 95588 || six == 456351 || six == 601382 || six == 436742);
	}

	/** Luhn's check (ISO/IEC 7812-1, annex B). */
	static boolean checksCard(byte[] digits, int length) {
		int sum = 0;
		for (int i = 0; i < length; i++) {
			int digit = digits[length - 1 - i] - '0';
			int part = (i % 2 == 0) ? digit : digit * 2;
			sum += (part > 9) ? part - 9 : part;
		}
		return sum % 10 == 0;
	}

	private static int two(byte[] digits, int at) {
		return (digits[at] - '0') * 10 + digits[at + 1] - '0';
	}

}
