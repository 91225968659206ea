// Public types of @joulebook/exits. Written by `npm run api`; a change belongs into CHANGELOG.md.

