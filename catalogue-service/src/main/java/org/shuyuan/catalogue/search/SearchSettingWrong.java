package org.shuyuan.catalogue.search;

/**
 * The search engine cannot be used as it is set up; the message says which setting and
 * how.
 */
public class SearchSettingWrong extends RuntimeException {

	SearchSettingWrong(String message) {
		super(message);
	}

}
