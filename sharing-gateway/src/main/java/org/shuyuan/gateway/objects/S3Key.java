package org.shuyuan.gateway.objects;

/**
 * Who we are at an S3 server.
 *
 * @param account the access key
 * @param secret what proves it
 */
record S3Key(String account, String secret) {

	@Override
	public String toString() {
		return "S3Key[account=%s]".formatted(this.account);
	}

}
