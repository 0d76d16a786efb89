package org.shuyuan.gateway.delivery;

import org.shuyuan.gateway.access.Entitlement;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * What can be wrong with a question about rows, and the table it is about.
 */
public final class RowProblems {

	private RowProblems() {
	}

	/**
	 * How many rows the table has.
	 * @throws Problem 409 where the data are no table
	 */
	public static long rows(Entitlement entitlement) {
		TableProfile profile = entitlement.data().profile();
		if (profile == null) {
			throw noTable();
		}
		return profile.rows();
	}

	/** Name of the stored table. */
	public static String table(Entitlement entitlement) {
		return entitlement.data().table();
	}

	public static Problem noTable() {
		return new Problem(GatewayProblemType.NOT_A_TABLE,
				Text.of("该数据资源没有可查询的表", "The distribution has no table to ask"));
	}

	public static Problem tooSlow() {
		return new Problem(CommonProblemType.QUERY_TIMEOUT, Text.of("查询未能在时限内完成", "The query did not finish in time"));
	}

	public static Problem invalid(QueryInvalid ex) {
		return new Problem(ex.type(), ex.text(), Text.of("请按 GET /distributions/{id} 所列的列与类型查询",
				"Ask by the columns and types that GET /distributions/{id} lists"));
	}

	public static Problem parameter(String name, String accepted) {
		return new Problem(CommonProblemType.PARAMETER_INVALID,
				Text.of("参数 " + name + " 无效", "The parameter " + name + " is not valid"),
				Text.of("可用：" + accepted, "Accepted: " + accepted))
			.property("parameter", name);
	}

}
