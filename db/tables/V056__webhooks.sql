-- Where other companies' programs are told of events. A webhook belongs to a key: it is told what the key may read, for as long as the key
-- is good. types: which events, separated by commas; empty: all.
-- Secrets are encrypted (api/Webhooks/WebhookSecrets.cs): they have to sign. While one is being changed both sign, until previous_until.
-- Its row stays when it is deleted, for the deliveries that there were.
CREATE TABLE webhooks (
    webhook_id INT NOT NULL AUTO_INCREMENT,
    key_id INT NOT NULL,
    url VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    types VARCHAR(250) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret VARBINARY(200) NOT NULL,
    previous_secret VARBINARY(200) NULL,
    previous_until DATETIME(6) NULL,
    -- The event up to which deliveries are written (sp_queue_deliveries).
    last_position BIGINT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    deleted_at DATETIME(6) NULL,
    PRIMARY KEY (webhook_id),
    KEY ix_webhooks_key (key_id),
    CONSTRAINT fk_webhooks_key FOREIGN KEY (key_id) REFERENCES api_keys (key_id),
    CONSTRAINT chk_webhook_previous CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
