// Public types of @joulebook/cascade. Written by `npm run api`; a change belongs into CHANGELOG.md.

