-- manager: runs cinemas, those of staff_cinemas alone. Last in the list, so that no row is written anew.
ALTER TABLE users MODIFY COLUMN role ENUM('admin', 'customer', 'staff', 'manager') NOT NULL DEFAULT 'customer';
