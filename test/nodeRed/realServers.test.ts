import { KITS } from '../servers/kits';
import { tryInNodeRed } from './support/tryServers';

tryInNodeRed(KITS);
