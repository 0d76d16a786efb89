package org.shuyuan.gateway.revocation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The number that grows with every revocation, the same for all instances. */
@Repository
class RevocationEpoch {

	private final JdbcClient sql;

	RevocationEpoch(JdbcClient sql) {
		this.sql = sql;
	}

	/** Others who take something back wait from here until the transaction ends. */
	@Transactional(propagation = Propagation.MANDATORY)
	void increase() {
		this.sql.sql("update gateway.revocation_epoch set number = number + 1").update();
	}

	long number() {
		return this.sql.sql("select number from gateway.revocation_epoch").query(Long.class).single();
	}

}
