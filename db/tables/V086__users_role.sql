-- Serves the list of who works here: most users are customers.
ALTER TABLE users ADD KEY ix_users_role (role, user_id);
