package org.shuyuan.standalone.city;

/**
 * A part of the demo city could not be loaded; the rest continues.
 */
class CityLoadFailed extends RuntimeException {

	CityLoadFailed(String message) {
		super(message);
	}

}
