package org.shuyuan.vocab.classification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How shared data reach a department 共享方式.
 */
public enum SharingMode {

	/** 服务接口: rows and figures by query, and an agency's own service. */
	SERVICE_INTERFACE,
	/** 批量交换: rows and originals, by machines. */
	BATCH_EXCHANGE,
	/** 文件下载: rows and originals, by people. */
	FILE_DOWNLOAD,
	/** 核验: yes or no to claims, and nothing else. */
	VERIFICATION;

	/** The code used in JSON, RDF and the code lists: lower case, with hyphens. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The constant with the given code.
	 * @throws IllegalArgumentException if there is none
	 */
	@JsonCreator
	public static SharingMode ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
