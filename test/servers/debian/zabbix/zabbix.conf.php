<?php
// The frontend's settings, for each start from its environment. There is no Zabbix server beside it.
$DB['TYPE'] = 'POSTGRESQL';
$DB['SERVER'] = getenv('SERVER_DATABASE_HOST');
$DB['PORT'] = getenv('SERVER_DATABASE_PORT');
$DB['DATABASE'] = getenv('SERVER_DATABASE_NAME');
$DB['USER'] = getenv('SERVER_DATABASE_USER');
$DB['PASSWORD'] = getenv('SERVER_DATABASE_PASSWORD');
$DB['SCHEMA'] = '';
$DB['ENCRYPTION'] = false;
$ZBX_SERVER_NAME = '';
$IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;
