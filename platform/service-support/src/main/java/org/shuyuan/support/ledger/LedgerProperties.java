package org.shuyuan.support.ledger;

import java.time.Period;
import java.time.format.DateTimeParseException;

import org.shuyuan.observability.InvalidSetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the records of a ledger are kept.
 *
 * @param ledgerRetention {@code none}, or a period such as {@code P6M}, before whose end
 * no record's content is erased
 */
@ConfigurationProperties("shuyuan")
record LedgerProperties(@DefaultValue("none") String ledgerRetention) {

	/**
	 * The period; zero for none.
	 * @throws InvalidSetting if it is of another form
	 */
	Period retention() {
		try {
			return this.ledgerRetention.equals("none") ? Period.ZERO : Period.parse(this.ledgerRetention);
		}
		catch (DateTimeParseException _) {
			throw new InvalidSetting("SHUYUAN_LEDGER_RETENTION is '%s'; it is none, or a period such as P6M or P3Y"
				.formatted(this.ledgerRetention));
		}
	}

}
