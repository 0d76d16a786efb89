package org.shuyuan.gateway.negativelist;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.shuyuan.vocab.Text;

/**
 * What content may not open to the public. The rules have a version: a verdict names the
 * one it was reached under.
 */
public enum ContentRule {

	/**
	 * 18 characters, region, day of birth and check character right (GB 11643-1999), or
	 * the 15 digits issued before it.
	 */
	RESIDENT_ID("居民身份证号码", "Resident identity numbers", "GZ65"),

	/** Eleven digits of a mobile network, with or without the country's prefix. */
	MOBILE("手机号码", "Mobile telephone numbers", "GZ65"),

	/** 16 to 19 digits of a known issuer whose check digit is right (ISO/IEC 7812). */
	BANK_CARD("银行卡号", "Bank card numbers", "GZ65"),

	/**
	 * A marking of a state, work or commercial secret; such content is not government
	 * data at all.
	 */
	SECRECY_MARKING("国家秘密标志", "Secrecy markings", "D3"),

	/**
	 * A word of the data authority's own that no delivered content may contain: neither
	 * the public nor a department has any of it.
	 */
	PROTECTED_WORD("受保护词语", "Protected words", "GZ65"),

	/**
	 * Content that could not be inspected; held back until the authority has reviewed it.
	 */
	UNREADABLE("内容无法扫描", "Content that cannot be scanned", "GZ65");

	/** The version of the rules, raised with every change of what they find. */
	public static final int VERSION = 5;

	private final Text label;

	private final String clause;

	ContentRule(String zh, String en, String clause) {
		this.label = Text.of(zh, en);
		this.clause = clause;
	}

	/** Name for people. */
	public Text label() {
		return this.label;
	}

	/** Whether what it finds in a column concerns all of the data, not the column. */
	public boolean concernsWhole() {
		return this == PROTECTED_WORD;
	}

	/** The clause it rests on. */
	public String clause() {
		return this.clause;
	}

	/** The code used in JSON and SQL: lower case, with hyphens. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The constant with the given code.
	 * @throws IllegalArgumentException if there is none
	 */
	@JsonCreator
	public static ContentRule ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
