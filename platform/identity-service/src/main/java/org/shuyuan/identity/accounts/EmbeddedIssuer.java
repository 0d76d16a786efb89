package org.shuyuan.identity.accounts;

import java.util.List;
import java.util.Map;

/**
 * The embedded authorization server, which reads the platform's accounts themselves, so
 * that nothing ever differs.
 */
public class EmbeddedIssuer implements Issuer {

	@Override
	public Map<Account, String> enrol(Map<Account, String> secrets) {
		return secrets;
	}

	@Override
	public void disable(Account account) {
		// it reads that itself
	}

	@Override
	public List<Drift> drift(List<Account> accounts) {
		return List.of();
	}

	@Override
	public void restore(List<Account> accounts) {
		// nothing differs
	}

}
