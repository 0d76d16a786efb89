package org.shuyuan.standalone.city;

import java.util.random.RandomGenerator;

/**
 * Makes the values of one column.
 */
interface CellGenerator {

	/**
	 * The value in one row.
	 * @param row number of the row, its moment where the table has one, and chance
	 */
	String value(Row row);

	/**
	 * One row being made.
	 *
	 * @param number from 0
	 * @param moment when the row is, for waves over day, week and year
	 * @param random the same at every run
	 */
	record Row(int number, java.time.LocalDateTime moment, RandomGenerator random) {
	}

}
