package org.shuyuan.gateway.inspection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What scanning a stored version again found.
 *
 * @param findings what the content rules found
 * @param undescribed what the original holds beside its table; absent where it was not
 * inspected
 */
public record ScanResult(List<Finding> findings, @Nullable List<UndescribedPart> undescribed) {

	public ScanResult {
		findings = List.copyOf(findings);
		undescribed = (undescribed != null) ? List.copyOf(undescribed) : null;
	}

	/** One that inspected nothing beside a table. */
	public ScanResult(List<Finding> findings) {
		this(findings, null);
	}

}
