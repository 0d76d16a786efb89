package org.shuyuan.support.ledger;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key is that signs the ledgers.
 *
 * @param key its file; {@code gateway-audit.key} in the folder of keys beside the data
 * folder where none is set
 */
@ConfigurationProperties("gateway.audit")
record LedgerKeyProperties(@Nullable Path key) {

	/** The file of the key of a process with that data folder. */
	Path in(Path data) {
		return (this.key != null && !this.key.toString().isBlank()) ? this.key
				: Path.of(data + "-keys", "gateway-audit.key");
	}

}
