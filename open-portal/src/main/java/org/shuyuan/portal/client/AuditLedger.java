package org.shuyuan.portal.client;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ledgers of the platform, one for each service.
 */
public enum AuditLedger {

	SHARING, CATALOGUE, IDENTITY;

	/** The code used in addresses: lower case. */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The ledger with the given code. */
	public static Optional<AuditLedger> find(String code) {
		return Stream.of(values()).filter((each) -> each.code().equals(code)).findFirst();
	}

}
